/** Tests what an operator sees: request ids, logs, metrics, health, outages, stops and second starts. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.operation;
