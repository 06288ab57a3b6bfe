/** What is known of a message: the row, the facts in its journal, and the words the field has for them. */
@NullMarked
package feedback.pos.message;

import org.jspecify.annotations.NullMarked;
