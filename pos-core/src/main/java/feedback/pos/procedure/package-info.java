/** What may be done with a message and what follows from it: pure functions of facts, regulation and time. */
@NullMarked
package feedback.pos.procedure;

import org.jspecify.annotations.NullMarked;
