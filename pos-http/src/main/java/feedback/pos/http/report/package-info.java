/** Reports that people write by hand elsewhere: what stands in them is put together once and written as a page to print, a workbook or a table. */
@NullMarked
package feedback.pos.http.report;

import org.jspecify.annotations.NullMarked;
