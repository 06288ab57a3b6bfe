/** Storage in a SQL database, kept apart so that the core stays free of drivers and pools. */
@NullMarked
package feedback.pos.jdbc;

import org.jspecify.annotations.NullMarked;
