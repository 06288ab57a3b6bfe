package feedback.pos.bench;

/** One benchmark: what POS reaches at one task, beside what the same machine allows or others reach in the same run. */
interface Benchmark {

    /** What is measured, as a line of the help. */
    String about();

    /** Measures. */
    Result run(Plan plan) throws Exception;
}
