/**
 * A review as one HTML page that needs nothing but a browser: no network, no other file.
 * {@link dev.modelgate.eval.render.html.HtmlReport} fills the template; style and script are resources beside it.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.render.html;
