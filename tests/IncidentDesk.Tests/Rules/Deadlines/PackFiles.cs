using IncidentDesk.Reference;

namespace IncidentDesk.Tests.Rules;

/// <summary>The reference files of the program, and the law of a country that there is not: another zone with summer time, other words, other terms.</summary>
internal static class PackFiles
{
    public const string Foreign =
        """
        {
          "code": "XX-NET-2025", "version": "3", "family": "incident", "validFrom": "2025-01-01", "validTo": null,
          "zone": { "id": "Europe/Berlin", "en": "Central European time", "vi": "giờ Trung Âu" },
          "jurisdictions": ["civil", "public-security"],
          "law": "Network Act 2025 (made up)", "article": "Network Act, s. 23", "source": "made up for this test", "sureness": "open", "note": "No country's law.",
          "escalation": { "default": "national-coordinator" },
          "roles": [ { "role": "national-coordinator", "en": "the national CSIRT", "vi": "CSIRT quốc gia" } ],
          "obligations": [
            { "kind": "initial-notice", "anyOf": ["serious"], "trigger": "classified", "offset": { "hours": 4 },
              "recipients": { "default": ["national-coordinator"] }, "form": null, "article": "Network Act, s. 23(4)(a)", "sureness": "open", "internal": false,
              "en": "early warning", "vi": "cảnh báo sớm" },
            { "kind": "report", "anyOf": ["serious"], "trigger": "detected", "offset": { "hours": 72 },
              "recipients": { "default": ["national-coordinator", "response-network"] }, "form": null, "article": "Network Act, s. 23(4)(b)", "sureness": "open", "internal": false,
              "en": "notification", "vi": "thông báo" },
            { "kind": "final-report", "anyOf": ["serious"], "trigger": "previous-submitted", "after": "report", "offset": { "months": 1 },
              "recipients": { "default": ["national-coordinator"] }, "form": null, "article": "Network Act, s. 23(4)(d)", "sureness": "open", "internal": false,
              "en": "final report", "vi": "báo cáo cuối" },
            { "kind": "periodic-report", "anyOf": ["always"], "trigger": "completed", "offset": { "months": 3, "days": 1 },
              "recipients": { "default": ["response-network"] }, "form": null, "article": "Network Act, s. 30", "sureness": "open", "internal": false,
              "en": "lessons learned", "vi": "bài học rút ra" }
          ]
        }
        """;

    public static Dictionary<string, string> All()
    {
        var assembly = typeof(ReferenceLibrary).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith("reference/", StringComparison.Ordinal))
            .ToDictionary(name => name["reference/".Length..], name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
    }

    /// <summary>A desk of that other country: none of the packs of Việt Nam nor the forms of its laws, and that one.</summary>
    public static Dictionary<string, string> OfElsewhere()
    {
        var files = All();
        foreach (var name in files.Keys.Where(IsOfVietNam).ToList())
            files.Remove(name);
        files["rules/xx-net.json"] = Foreign;
        return files;
    }

    private static bool IsOfVietNam(string name) => ((string[])["rules/", "forms/nd", "forms/qd", "forms/tt"]).Any(begins => name.StartsWith(begins, StringComparison.Ordinal));
}
