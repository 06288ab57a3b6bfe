/** Where a server or a command keeps everything, and how that is opened. */
@NullMarked
package feedback.pos.http.base;

import org.jspecify.annotations.NullMarked;
