#include "turncoat/core/generals.hpp"

namespace turncoat {

std::string to_string(Generals generals) {
  std::string text;
  for (const int general : generals) {
    text += (text.empty() ? "" : ", ") + std::to_string(general);
  }
  return text.empty() ? "none" : text;
}

}  // namespace turncoat
