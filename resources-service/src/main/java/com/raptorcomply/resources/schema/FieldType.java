package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Defines the accepted values of a field, its PostgreSQL parameter and its JSON. Immutable; any thread. */
public sealed interface FieldType
        permits BooleanType,
                IdType,
                NumericTypes.IntegerType,
                NumericTypes.NumberType,
                NumericTypes.DecimalType,
                TemporalTypes.DateType,
                TemporalTypes.DateTimeType,
                TextTypes.TextType,
                TextTypes.FormatType,
                TextTypes.EnumType,
                CompositeTypes.ScalarListType,
                CompositeTypes.ObjectListType,
                CompositeTypes.ObjectType,
                CompositeTypes.ReadOnlyJsonType {
    /**
     * Checks one value of a JSON body, never null.
     *
     * @return the fault; null without one
     */
    @Nullable
    Violation check(String path, Object value);

    /** Adds all faults of the value. */
    default void check(String path, Object value, List<Violation> faults) {
        Violation fault = check(path, value);
        if (fault != null) {
            faults.add(fault);
        }
    }

    /** Returns true if two values without fault mean the same, however they are written. */
    default boolean same(Object one, Object other) {
        return parameter(one).equals(parameter(other));
    }

    /** Returns all values if they are the words of an enumeration; else none. */
    default Set<String> words() {
        return Set.of();
    }

    /** Returns true if its values are objects, or lists of them. */
    default boolean isNested() {
        return false;
    }

    /** Returns the parameter for the PostgreSQL client. The value must have passed {@link #check}. */
    Object parameter(Object value);

    /** Returns an SQL expression of type text: the JSON of the expression {@code column}, NULL if that is NULL. */
    String json(String column);
}
