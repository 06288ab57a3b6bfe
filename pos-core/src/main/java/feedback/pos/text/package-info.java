/** Texts that people read, kept beside the code that says them and out of the code itself; and the words of those that people write, the same for all who look for them. */
@NullMarked
package feedback.pos.text;

import org.jspecify.annotations.NullMarked;
