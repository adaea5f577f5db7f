/**
 * Reads and writes evaluation reports and their case files.
 * {@link dev.modelgate.eval.report.ReportReader} is the way in.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.report;
