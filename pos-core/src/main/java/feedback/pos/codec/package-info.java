/** How facts are written down: versioned JSON, and the seals that chain a journal's lines. */
@NullMarked
package feedback.pos.codec;

import org.jspecify.annotations.NullMarked;
