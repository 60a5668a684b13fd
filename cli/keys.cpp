// turncoat keys: secrets for generals that run on several machines.
#include "turncoat/generals/keys.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "turncoat/cli/verbs.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/text_file.hpp"

namespace turncoat {
namespace {

struct KeysVerb {
  int n = 0;
  std::string folder;
};

int run(const KeysVerb& verb) {
  ::umask(S_IRWXG | S_IRWXO);  // nobody else may read what is written
  const std::vector<std::string> files = Keys::fresh(verb.n);
  for (int general = 0; general < verb.n; ++general) {
    const std::string file =
        (std::filesystem::path(verb.folder) / fmt::format("general-{}.json", general)).string();
    if (std::filesystem::exists(file)) {
      throw BadInput(fmt::format("{}: exists already; keys that are in use aren't replaced", file));
    }
    write_text_file(file, files[general]);
  }
  fmt::print("{} files in {}: each general gets its own, by a way that nobody else can read\n",
             verb.n, printable(verb.folder));
  return kHolds;
}

}  // namespace

Action keys_verb(Options& options) {
  auto verb = std::make_shared<KeysVerb>();
  options.number("--n", verb->n, {kMinGenerals, kMaxGenerals}, "Generals, 2 to 64").required();
  options
      .file("-o,--out", verb->folder,
            "The folder for general-0.json, general-1.json, …; it is made if missing")
      .required();
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
