"""What a file uses of the standard library, it includes: itself, or by the header of its own name.

usage: check_headers.py ROOT

Only names of the list below are looked for. A file that leaves an include to other headers
compiles until one of these changes, or with another compiler.
"""

import re
import sys
from pathlib import Path

# header: names in std, as regular expressions.
NAMES = {
    "algorithm": "(all|any|none)_of|binary_search|clamp|copy(_if|_n)?|count(_if)?|equal|equal_range|"
    "fill(_n)?|find(_if|_if_not)?|generate|includes|is_sorted|lexicographical_compare|"
    "lower_bound|max|max_element|min|min_element|minmax_element|next_permutation|nth_element|"
    "partition|remove_if|replace|reverse|rotate|set_(difference|intersection|union)|"
    "shuffle|(stable_|partial_)?sort|swap_ranges|transform|unique|upper_bound",
    "array": "array|to_array",
    "atomic": r"atomic(_\w+)?",
    "bit": "bit_(cast|ceil|floor|width)|count[lr]_(one|zero)|has_single_bit|popcount",
    "charconv": "from_chars|to_chars",
    "chrono": "chrono",
    "cmath": "ceil|exp|floor|isfinite|isnan|log|log10|log2|pow|round|sqrt",
    "cstdint": r"u?int(_fast|_least)?(8|16|32|64)_t|u?intptr_t",
    "cstdio": "FILE|fclose|fflush|fopen|fputs|fread|fwrite|printf|snprintf",
    "cstdlib": "abort|exit|getenv|system",
    "cstring": "memcmp|memcpy|memset|strlen",
    "filesystem": "filesystem",
    "functional": "function|hash|less|plus",
    "iterator": "back_inserter|inserter|next|prev",
    "limits": "numeric_limits",
    "map": "map|multimap",
    "memory": "make_(shared|unique)|(shared|unique|weak)_ptr|addressof",
    "mutex": "lock_guard|mutex|scoped_lock|unique_lock",
    "numeric": "accumulate|gcd|iota|reduce",
    "optional": "nullopt|optional",
    "set": "multiset|set",
    "span": "span",
    "stdexcept": "invalid_argument|out_of_range|(domain|logic|overflow|runtime)_error",
    "string": "string|to_string",
    "string_view": "string_view",
    "thread": "jthread|thread",
    "tuple": "make_tuple|tie|tuple",
    "unordered_map": "unordered_map",
    "utility": "exchange|index_sequence|make_index_sequence",
    "variant": "variant|visit",
    "vector": "vector",
}
USES = {header: re.compile(rf"\bstd::(?:{names})\b") for header, names in NAMES.items()}

TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"', re.S)
INCLUDE = re.compile(r'^[ \t]*#\s*include\s+[<"]([^>"]+)[>"]', re.M)


def headers_of(file):
    return set(INCLUDE.findall(file.read_text())) if file.is_file() else set()


def own_header(file):
    """path.hpp of path.cpp and of path_test.cpp."""
    return file.with_name(re.sub(r"(_test)?\.cpp$", ".hpp", file.name))


def missing_headers(file):
    """(line, name, header) of what is used and not included."""
    text = file.read_text()
    included = headers_of(file) | (headers_of(own_header(file)) if file.suffix == ".cpp" else set())
    code = TEXT.sub(lambda match: "\n" * match[0].count("\n"), INCLUDE.sub("", text))
    for header, use in USES.items():
        found = use.search(code)
        if found and header not in included:
            yield code.count("\n", 0, found.start()) + 1, found[0], header


def main():
    root = Path(sys.argv[1])
    files = [f for f in sorted(root.rglob("*.?pp")) if "build" not in f.relative_to(root).parts]
    wrong = 0
    for file in files:
        for line, name, header in missing_headers(file):
            print(f"{file.relative_to(root)}:{line}: {name} without <{header}>")
            wrong += 1
    print(f"{len(files)} files checked, {wrong} includes missing")
    sys.exit(1 if wrong or not files else 0)


main()
