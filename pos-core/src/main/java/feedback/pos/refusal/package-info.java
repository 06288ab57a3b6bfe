/** Saying no: one exception with a closed list of reasons, so that every caller can tell a person why. */
@NullMarked
package feedback.pos.refusal;

import org.jspecify.annotations.NullMarked;
