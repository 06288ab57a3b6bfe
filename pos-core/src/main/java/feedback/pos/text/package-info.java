/**
 * Texts: those that people read, in Russian and in English, kept beside the code that says them, out of the code itself; and the words
 * of those that people write, so that whoever looks for words in them means the same by one.
 */
@NullMarked
package feedback.pos.text;

import org.jspecify.annotations.NullMarked;
