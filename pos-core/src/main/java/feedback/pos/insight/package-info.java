/** Seeing: what messages count as, and what follows from many of them, so that figures, maps and reports agree. */
@NullMarked
package feedback.pos.insight;

import org.jspecify.annotations.NullMarked;
