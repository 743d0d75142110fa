/** The operator's command line: one command a file, each on the service's database and with the service's settings. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.cli;
