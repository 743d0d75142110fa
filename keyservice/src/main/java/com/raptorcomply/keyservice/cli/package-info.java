/** The operator's command line, with one command in each file. Commands use the service's database and settings. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.cli;
