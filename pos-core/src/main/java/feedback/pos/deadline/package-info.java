/** By when a message must be answered: one legal clock a message, and the explanation of its date. */
@NullMarked
package feedback.pos.deadline;

import org.jspecify.annotations.NullMarked;
