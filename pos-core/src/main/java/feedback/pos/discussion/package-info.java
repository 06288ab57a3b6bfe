/** Talking about what is planned before it is decided: posts and replies under a subject, kept in order by moderators. */
@NullMarked
package feedback.pos.discussion;

import org.jspecify.annotations.NullMarked;
