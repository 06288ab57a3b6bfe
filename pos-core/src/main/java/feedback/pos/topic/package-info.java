/** Proposes what a message is about and says how sure it is, so that only the doubtful ones need a moderator. */
@NullMarked
package feedback.pos.topic;

import org.jspecify.annotations.NullMarked;
