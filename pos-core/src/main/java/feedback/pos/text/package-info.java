/** Texts that people read, in Russian and in English: kept beside the code that says them, out of the code itself. */
@NullMarked
package feedback.pos.text;

import org.jspecify.annotations.NullMarked;
