// gnuplot, a process of its own: a script in, an SVG out.
//
// The script's SVG depends on the script alone: nobody's own settings are read.
#pragma once

#include <string>

namespace turncoat {

class Gnuplot {
 public:
  // A program's name, looked for in PATH, or its file.
  explicit Gnuplot(std::string program = "gnuplot") : program_(std::move(program)) {}

  // It starts, and says its version.
  bool is_there() const;

  // Throws BadInput if gnuplot fails, or writes anything but a whole SVG.
  std::string run(const std::string& script) const;

 private:
  std::string program_;
};

}  // namespace turncoat
