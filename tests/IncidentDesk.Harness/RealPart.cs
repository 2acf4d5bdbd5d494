using NUnit.Framework;

namespace IncidentDesk.Harness;

/// <summary>A real peer that a test needs on the machine. In CI its absence is a failure; at a desk it is said and skipped.</summary>
public static class RealPart
{
    public static void Require(string name, params string[] files)
    {
        var missing = files.Where(file => !File.Exists(file)).ToList();
        if (missing.Count == 0)
            return;
        var words = $"{name} is not installed ({string.Join(", ", missing)} missing): apt-get install {name}";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(words);
        Assert.Ignore(words);
    }
}
