/** The parts that templates show: times, badges, tabs, figures, charts. */
@NullMarked
package com.raptorcomply.keyservice.admin.component;

import org.jspecify.annotations.NullMarked;
