/** Which days are worked: decreed each year and not to be computed from rules, so kept as facts. */
@NullMarked
package feedback.pos.calendar;

import org.jspecify.annotations.NullMarked;
