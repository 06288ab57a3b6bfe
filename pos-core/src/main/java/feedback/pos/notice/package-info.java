/** Telling people beforehand what happens where they live, so that they need not ask: notices with a place and a time. */
@NullMarked
package feedback.pos.notice;

import org.jspecify.annotations.NullMarked;
