using System.Collections;
using System.Globalization;
using IncidentDesk.Channels;

namespace IncidentDesk.Operations;

/// <summary>One section read into its options record; what cannot be read is named instead of ending the reading at the first one.</summary>
public static class SettingsSection
{
    /// <returns>The options, with the default of each setting that was misread, and which these are.</returns>
    public static (T Options, IReadOnlyList<SettingFault> Misread) Read<T>(IConfiguration configuration, string path) where T : new()
    {
        var section = configuration.GetSection(path);
        var misread = typeof(T).GetProperties().Where(property => property.CanWrite)
            .Select(property => Misreading(property.PropertyType, section[property.Name]) is var (text, textVi)
                ? new SettingFault($"{path}:{property.Name}", text, textVi)
                : null)
            .OfType<SettingFault>().ToList();
        var readable = section.AsEnumerable(makePathsRelative: true)
            .Where(one => !misread.Exists(fault => fault.Setting.Equals($"{path}:{one.Key}", StringComparison.OrdinalIgnoreCase)));
        return (new ConfigurationBuilder().AddInMemoryCollection(readable).Build().Get<T>() ?? new(), misread);
    }

    /// <summary>What stands in the section and means nothing: a typing error that would leave its setting at the default.</summary>
    public static IEnumerable<SettingFault> Unknown<T>(IConfiguration configuration, string path)
    {
        var known = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return configuration.GetSection(path).GetChildren().Where(child => !known.Contains(child.Key))
            .Select(child => new SettingFault(child.Path, "there is no such setting", "không có cài đặt này"));
    }

    private static (string Text, string TextVi)? Misreading(Type type, string? written) => written switch
    {
        null or "" => null,
        _ when type == typeof(int) && !int.TryParse(written, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) =>
            ("must be a whole number", "phải là số nguyên"),
        _ when type == typeof(TimeSpan) && !TimeSpan.TryParse(written, CultureInfo.InvariantCulture, out _) =>
            ("must be a span like 00:00:30", "phải là khoảng thời gian như 00:00:30"),
        _ when type == typeof(bool) && !bool.TryParse(written, out _) => ("must be true or false", "phải là true hoặc false"),
        _ when type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) =>
            ("must be a section of names and values", "phải là một mục gồm tên và giá trị"),
        _ => null,
    };
}
