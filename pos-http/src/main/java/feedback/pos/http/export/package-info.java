/** Everything in one file of JSON lines, and back: to move between databases, and to keep. */
@NullMarked
package feedback.pos.http.export;

import org.jspecify.annotations.NullMarked;
