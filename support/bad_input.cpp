#include "turncoat/support/bad_input.hpp"

#include "turncoat/support/printable.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kLongestError = 2000;

}  // namespace

BadInput::BadInput(const std::string& text)
    : std::runtime_error(shortened(printable(text), kLongestError)) {}

}  // namespace turncoat
