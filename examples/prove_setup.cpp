// Proves agreement for 4 generals, one of them a traitor, over everything that it can say.
#include <cstdio>
#include <turncoat/properties/prove/sat/prove.hpp>

int main() {
  const turncoat::Setup setup{.n = 4, .m = 1, .traitors = {0}};
  const turncoat::Proof proof = turncoat::prove(setup, turncoat::Property::IC1);
  std::printf("IC1 %s; %zu clauses\n", turncoat::name(proof.verdict).data(), proof.clauses);
}
