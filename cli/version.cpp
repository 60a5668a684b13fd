#include "turncoat/cli/version.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/core/om/simulation/simulation.hpp"
#include "turncoat/properties/prove/sat/solve.hpp"
#include "turncoat/support/isa.hpp"

namespace turncoat {
namespace {

template <class IsAvailable>
std::string available(const IsAvailable& is_available) {
  std::vector<std::string_view> names;
  for (const Isa isa : {Isa::portable, Isa::avx2, Isa::avx512}) {
    if (is_available(isa)) {
      names.push_back(name(isa));
    }
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

std::string version_text() {
  return fmt::format(
      "turncoat {}\ncompiler: {}\ninstruction sets: {} (simulation), {} (lanes)\nsolver: {}",
      TURNCOAT_VERSION, TURNCOAT_COMPILER, available(simulation_is_available),
      available(is_available), solver_name());
}

}  // namespace turncoat
