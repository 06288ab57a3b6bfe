/** What everybody may take away and count again: messages and counts that tell of nobody, at constant memory however many there are. */
@NullMarked
package feedback.pos.http.opendata;

import org.jspecify.annotations.NullMarked;
