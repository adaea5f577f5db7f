/**
 * Reports as files: {@link dev.modelgate.eval.render.output.ReportFormat} knows the format by the file's name.
 * Command, plugin and CI write through {@link dev.modelgate.eval.render.output.ReportOutput}.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.render.output;
