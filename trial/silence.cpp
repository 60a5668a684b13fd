#include "turncoat/trial/silence.hpp"

#include <fmt/format.h>

#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {

std::string describe_silence(Dialogue& dialogue, const std::string& asked,
                             std::chrono::milliseconds answer_time, bool is_first) {
  if (dialogue.silence() == Dialogue::Silence::late) {
    return fmt::format("no answer to {} within {}{}", asked,
                       duration(std::chrono::duration<double>(answer_time).count()),
                       is_first ? "; does it flush its output after each line?" : "");
  }
  if (dialogue.silence() == Dialogue::Silence::too_long) {
    return fmt::format("it writes a line of more than {} bytes", Dialogue::kMostLineBytes);
  }
  const std::string end = dialogue.describe_end();
  const std::string last = dialogue.last_error();
  return fmt::format("it {} when asked for {}{}", end, asked,
                     last.empty() ? "" : "; its last words: " + printable(last));
}

std::string shown_line(std::string_view line) {
  constexpr std::size_t kMostShown = 200;
  return printable(shortened(std::string(line), kMostShown));
}

}  // namespace turncoat
