using NUnit.Framework;

namespace IncidentDesk.Harness;

/// <summary>
/// A real program that a test needs. In CI its absence is a failure, because a skipped proof looks like a proof; at a
/// desk the test is skipped and says what to install.
/// </summary>
public static class RealPart
{
    /// <param name="install">What brings it, such as <c>apt-get install postfix</c>.</param>
    /// <param name="paths">Every file that must be there.</param>
    public static void Require(string name, string install, params string[] paths)
    {
        var missing = paths.Where(path => !File.Exists(path)).ToList();
        if (missing.Count > 0)
            Lack($"{name} is not on this machine ({string.Join(", ", missing)}): {install}");
    }

    /// <summary>For what is no file, such as being root.</summary>
    public static void Require(string what, bool isThere)
    {
        if (!isThere)
            Lack($"This test needs {what}.");
    }

    private static void Lack(string message)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(message);
        Assert.Ignore(message);
    }
}
