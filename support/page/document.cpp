#include "turncoat/support/page/document.hpp"

#include "turncoat/support/number_text.hpp"

namespace turncoat {

TableCell text_cell(std::string text, Tone tone) {
  CellValue value = text;
  return {.text = std::move(text), .value = std::move(value), .tone = tone};
}

TableCell count_cell(std::uint64_t count) {
  return {.text = with_commas(count), .value = count};
}

TableCell number_cell(double number, std::string text) {
  return {.text = std::move(text), .value = number};
}

TableCell seconds_cell(double seconds) {
  return number_cell(seconds, duration(seconds));
}

TableCell no_cell() {
  return {.text = "–", .value = std::monostate()};
}

}  // namespace turncoat
