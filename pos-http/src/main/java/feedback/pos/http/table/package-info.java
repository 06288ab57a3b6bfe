/** Tables for spreadsheets: whatever people wrote into a cell stays a text there, and a table of any length takes little memory. */
@NullMarked
package feedback.pos.http.table;

import org.jspecify.annotations.NullMarked;
