#include "turncoat/support/page/gnuplot.hpp"

#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/process.hpp"

namespace turncoat {

bool Gnuplot::is_there() const {
  const Ended ended = run_process({program_, "--version"}, "");
  return ended.exit_code == 0 && ended.printed.starts_with("gnuplot ");
}

std::string Gnuplot::run(const std::string& script) const {
  const Ended ended = run_process({program_, "--default-settings", "-"}, script);
  if (ended.exit_code != 0 || ended.printed.find("</svg>") == std::string::npos) {
    throw BadInput(program_ + ": could not draw; is it gnuplot? (Debian: gnuplot-nox)");
  }
  return ended.printed;
}

}  // namespace turncoat
