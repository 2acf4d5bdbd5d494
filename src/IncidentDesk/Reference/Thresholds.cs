using System.Collections.Frozen;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Reference;

/// <summary>The thresholds that severity and seriousness share in shape, though not in figures.</summary>
internal static class Thresholds
{
    public static SystemThreshold? System(ReferenceNode node, IReadOnlyCollection<string>? classes)
    {
        if (!node.Has("system") || node.Child("system") is not { } system)
            return null;

        var level = system.Only("minLevel", "classes").Small("minLevel", least: 1);
        if (level > 5)
            system.Fault("minLevel", "must be 1 to 5");
        return new(level, system.Words("classes", classes).ToFrozenSet(StringComparer.Ordinal));
    }

    public static PersonalDataThreshold? PersonalData(ReferenceNode node) =>
        node.Has("personalData") && node.Child("personalData") is { } data
            ? new(data.Only("basic", "sensitive").Whole("basic", least: 1), data.Whole("sensitive", least: 1))
            : null;
}
