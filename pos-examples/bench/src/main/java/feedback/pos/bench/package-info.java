/** Benchmarks that print what POS reaches beside its limit, so that a claim about speed can be repeated by anybody. */
@NullMarked
package feedback.pos.bench;

import org.jspecify.annotations.NullMarked;
