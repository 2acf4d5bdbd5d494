using IncidentDesk.Channels;

namespace IncidentDesk.Operations;

/// <summary>Section <c>Papers</c>: who makes PDF of a paper, and the place that stands before its date.</summary>
/// <param name="LibreOffice">The program; null where there is none, and then papers are printed from the browser.</param>
/// <param name="Place">As a dispatch names it: Hòa Giang. Null: whoever writes enters it.</param>
public sealed record PaperSettings(string? LibreOffice, string? Place)
{
    public const string Section = "Papers";

    private static readonly string[] Known = ["LibreOffice", "Place"];

    public static PaperSettings Read(IConfiguration configuration, List<SettingFault> faults)
    {
        var section = configuration.GetSection(Section);
        faults.AddRange(section.GetChildren().Where(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => new SettingFault(child.Path, "there is no such setting", "không có cài đặt này")));
        var program = Text(section["LibreOffice"]);
        if (program is not null && (!Path.IsPathFullyQualified(program) || !File.Exists(program)))
            faults.Add(new(
                $"{Section}:LibreOffice", $"\"{program}\" is no program: give its whole path, such as /usr/bin/soffice",
                $"\"{program}\" không phải chương trình: hãy ghi đường dẫn đầy đủ, như /usr/bin/soffice"));
        return new(program, Text(section["Place"]));
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
