using NUnit.Framework;

namespace IncidentDesk.Harness;

/// <summary>A real peer that a test needs on the machine. In CI its absence is a failure; at a desk it is said and skipped.</summary>
public static class RealPart
{
    public static void Require(string name, params string[] files)
    {
        var missing = files.Where(file => !File.Exists(file)).ToList();
        if (missing.Count > 0)
            Lack($"{name} is not installed ({string.Join(", ", missing)} missing): apt-get install {name}");
    }

    /// <summary>For what is no file, such as being root.</summary>
    public static void Require(string what, bool isThere)
    {
        if (!isThere)
            Lack($"This test needs {what}.");
    }

    private static void Lack(string words)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(words);
        Assert.Ignore(words);
    }
}
