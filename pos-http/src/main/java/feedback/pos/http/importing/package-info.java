/** Brings the messages of other systems in from their exports, so that a new deployment does not begin without a memory. */
@NullMarked
package feedback.pos.http.importing;

import org.jspecify.annotations.NullMarked;
