/** What an operator sees: request ids, logs, metrics, health, outages, ends and second starts. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.operation;
