/** Asking people and letting them choose: what is asked, who may answer and how often, and how far a poll has come. */
@NullMarked
package feedback.pos.poll;

import org.jspecify.annotations.NullMarked;
