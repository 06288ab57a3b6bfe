/** The server's own web pages: so that a citizen and an official can do their part without any other program. */
@org.jspecify.annotations.NullMarked
package feedback.pos.http.page;
