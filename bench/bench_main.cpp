// The main of a benchmark program: Google Benchmark's own. It also writes how the program was
// built, because figures of an unoptimised build mean little.
#include <benchmark/benchmark.h>

int main(int argc, char** argv) {
  benchmark::AddCustomContext("turncoat_build", TURNCOAT_BUILD);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 2;
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
