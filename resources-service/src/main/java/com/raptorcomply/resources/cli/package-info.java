/** The operator's command line, with one command in each file. Commands use the service's database and settings. */
@NullMarked
package com.raptorcomply.resources.cli;

import org.jspecify.annotations.NullMarked;
