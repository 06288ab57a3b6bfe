/** The reference server, for teams who run POS instead of embedding it; it reaches the domain through the door only. */
@NullMarked
package feedback.pos.http;

import org.jspecify.annotations.NullMarked;
