/** What people type to find a message, and what of a message it is held against: one meaning for every store, in memory or with an index. */
@NullMarked
package feedback.pos.search;

import org.jspecify.annotations.NullMarked;
