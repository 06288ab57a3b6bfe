/** The door: {@link feedback.pos.Pos} is where an embedder begins. */
@NullMarked
package feedback.pos;

import org.jspecify.annotations.NullMarked;
