/** Deadlines, and what counting them anew moves, as they are told to people and programs. */
@NullMarked
package feedback.pos.http.recount;

import org.jspecify.annotations.NullMarked;
